// Bundled as a script of its own: the command reads transcripts with it in a second thread.
import '@cco/session-index/text-worker';
