/**
 * What usage reports go by: options, the config file, own prices.
 *
 * @module
 */
export { configFile } from './config-file.ts';
export { SETTING_OPTIONS, type SettingOptions } from './setting-options.ts';
export { type Clock, findSettings, type Settings } from './settings.ts';
