/**
 * A GitHub that fits in a test: {@link dev.signalbox.sandbox.github.FakeGitHub} speaks the
 * documented OAuth and REST protocol over real sockets, with the people and organisations of {@link
 * dev.signalbox.sandbox.Installation}.
 *
 * <p>Protocol facts name the page of docs.github.com they come from; where the documentation is
 * silent the code says so.
 */
@NullMarked
package dev.signalbox.sandbox.github;

import org.jspecify.annotations.NullMarked;
