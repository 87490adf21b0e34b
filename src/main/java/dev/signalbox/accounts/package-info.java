/**
 * Users, sign-in and access.
 *
 * <ul>
 *   <li>{@code signin}: OAuth sign-in and the pages reachable without signing in
 *   <li>{@code sessions}: sessions, the check on every request, re-authentication
 *   <li>{@code membership}: periodic membership checks and the GitHub webhook
 *   <li>{@code access}: authorization endpoint for the ingress of the CI server
 *   <li>{@code tokens}: personal API tokens
 *   <li>{@code api}: security filter chain of the API
 *   <li>{@code users}: list of users, user pages, suspension
 * </ul>
 *
 * <p>A user is identified by GitHub instance and numeric id, never by login or email address, which
 * can be reassigned to another user. Permissions are read from the database on every request.
 */
@ApplicationModule(
    allowedDependencies = {
      "api",
      "audit",
      "coordination",
      "github",
      "live",
      "remote",
      "secrets",
      "settings",
      "web"
    })
@NullMarked
package dev.signalbox.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
