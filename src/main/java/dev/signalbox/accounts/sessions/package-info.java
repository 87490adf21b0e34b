/**
 * Signed-in browsers: how long they stay, what is checked on every request, and the page on which
 * people see and end their own.
 *
 * <p>Spring Session keeps the cookie's secret and the CSRF token. Beside its row stands one of ours
 * with the person, and every request builds its security context from that row and the account:
 * nothing about rights is kept in the session, so nothing can be out of date.
 */
@NullMarked
package dev.signalbox.accounts.sessions;

import org.jspecify.annotations.NullMarked;
