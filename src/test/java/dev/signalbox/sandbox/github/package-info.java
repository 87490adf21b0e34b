/**
 * A fake GitHub for tests. {@link dev.signalbox.sandbox.github.FakeGitHub} serves the documented
 * OAuth and REST APIs over real sockets, with the users and organizations of {@link
 * dev.signalbox.sandbox.AcmeInstallation}.
 *
 * <p>Comments name the page of docs.github.com for each protocol fact and state where the behavior
 * is undocumented.
 */
@NullMarked
package dev.signalbox.sandbox.github;

import org.jspecify.annotations.NullMarked;
