/**
 * What usage reports go by: options, the config file, own prices.
 *
 * @module
 */
export { configFile } from './config-file.ts';
export { type Clock, findSettings, type SettingOptions, type Settings } from './settings.ts';
