/**
 * Authorization endpoint for the ingress of the CI server.
 *
 * <pre>
 * GET /access          for nginx auth_request and Traefik forwardAuth; responds without a body,
 *                      and to every other method as to GET
 * GET /access/return   after sign-in: issues a pass and redirects to the CI server
 * </pre>
 *
 * <p>The console's session cookie is not sent to the CI server's host. A second cookie, the pass,
 * is sent there; it is valid for {@code /access} only. Each check reads pass and account in one
 * query by a unique key, so a suspension takes effect on the next request on every instance.
 */
@NullMarked
package dev.signalbox.accounts.access;

import org.jspecify.annotations.NullMarked;
