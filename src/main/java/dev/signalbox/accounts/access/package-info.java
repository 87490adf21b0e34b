/**
 * The gate for the installation itself: its ingress asks here whether a request may pass.
 *
 * <pre>
 * GET /access          for nginx auth_request and Traefik forwardAuth; answers without a body
 * GET /access/return   after the sign-in: hands out a pass and leads back to the installation
 * </pre>
 *
 * <p>The console's own cookie never reaches the installation's host. A second one, the pass, does;
 * it opens {@code /access} and nothing else. Each question reads pass and account in one query by a
 * unique key, so a suspension holds at the next request on every instance.
 */
@NullMarked
package dev.signalbox.accounts.access;

import org.jspecify.annotations.NullMarked;
