/**
 * Sessions of signed-in users: timeouts, the check on every request, re-authentication, and the
 * page on which users end their own sessions.
 *
 * <p>Spring Session stores the cookie's secret and the CSRF token. A row in {@code console_session}
 * adds the account. Every request builds its security context from that row and the account; the
 * session itself holds no rights that could become stale.
 */
@NullMarked
package dev.signalbox.accounts.sessions;

import org.jspecify.annotations.NullMarked;
