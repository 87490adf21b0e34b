/** The client of GitHub's REST API and OAuth endpoints, for github.com and Enterprise Server. */
@NullMarked
package dev.signalbox.accounts.github;

import org.jspecify.annotations.NullMarked;
