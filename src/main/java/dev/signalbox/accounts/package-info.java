/**
 * Who may enter and who is inside.
 *
 * <ul>
 *   <li>{@code github}: what GitHub is asked, and its answers
 *   <li>{@code signin}: the way in: GitHub's OAuth, the organisation gate, the pages before the
 *       door
 *   <li>{@code sessions}: signed-in browsers, the check on every request, step-up, own sessions
 *       page
 *   <li>{@code membership}: looking again whether a person still belongs, on a clock and by webhook
 *   <li>{@code registration}: the page of the rules that say who may enter
 *   <li>{@code access}: the gate for the installation's own ingress
 *   <li>{@code tokens}: personal API tokens, and what one is worth at each call
 *   <li>{@code api}: the filter chain of the API
 *   <li>{@code users}: the list, a person's page, suspension
 * </ul>
 *
 * <p>A person is the pair of GitHub instance and numeric id, never a login or an e-mail address:
 * those change hands. What a person may do is read from the database on every request.
 */
@ApplicationModule(
    allowedDependencies = {"api", "audit", "live", "web", "outside", "settings", "secrets"})
@NullMarked
package dev.signalbox.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
