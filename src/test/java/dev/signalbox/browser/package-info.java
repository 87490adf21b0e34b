/**
 * Browser tests: the console in Chromium with real sign-ins. A test fails if the browser reports an
 * unexpected error. Script tests load single scripts on an empty page.
 */
@NullMarked
package dev.signalbox.browser;

import org.jspecify.annotations.NullMarked;
