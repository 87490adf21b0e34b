/**
 * Serves artifacts to browsers and scripts.
 *
 * <pre>
 * GET  /artifacts/**                 an artifact; folders are redirected to the page that lists them
 * GET  /artifact-files/folder.zip    a folder as a ZIP file
 * </pre>
 *
 * <p>Access is that of the CI server, see {@code accounts.access}. With a separate origin, the
 * console redirects to signed links on it.
 */
@NullMarked
package dev.signalbox.artifacts.serving;

import org.jspecify.annotations.NullMarked;
