/** GitHub, github.com or an Enterprise Server: what it is asked, and its answers in our words. */
@NullMarked
package dev.signalbox.accounts.github;

import org.jspecify.annotations.NullMarked;
