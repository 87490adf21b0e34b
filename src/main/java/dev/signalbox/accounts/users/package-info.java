/**
 * Users: the list, their pages, suspension, activation and roles.
 *
 * <pre>
 * GET    /users                   the list; the filter is in the URL
 * GET    /users.csv               the list as CSV
 * GET    /users/suspensions       confirms suspending several; POST suspends, DELETE activates
 * GET    /users/activations       confirms activating several
 * GET    /users/roles             confirms a role change for several; PUT changes it
 * GET    /users/{id}              a user
 * GET    /users/{id}/suspension   confirms a suspension; POST suspends, DELETE activates
 * GET    /users/{id}/role         confirms a role change; PUT changes it
 * GET    /users/seats             the seats, for the list
 * </pre>
 */
@NullMarked
package dev.signalbox.accounts.users;

import org.jspecify.annotations.NullMarked;
