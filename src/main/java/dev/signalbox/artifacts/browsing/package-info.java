/**
 * Pages to browse artifacts. They show files only as text, or embedded from {@code /artifacts/}.
 *
 * <pre>
 * GET  /artifact-files             the folders and files of a folder
 * GET  /artifact-files/preview     one file: image, player, text, JSON or test results
 * </pre>
 */
@NullMarked
package dev.signalbox.artifacts.browsing;

import org.jspecify.annotations.NullMarked;
