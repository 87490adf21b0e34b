/**
 * The people the console knows.
 *
 * <pre>
 * GET    /users                   the list, its filter in the address
 * GET    /users/{id}              one person
 * GET    /users/{id}/suspension   what suspending would do; POST does it, DELETE undoes it
 * GET    /users/{id}/role         what another role would mean; PUT gives it
 * GET    /users/waiting           a panel for the overview
 * </pre>
 */
@NullMarked
package dev.signalbox.accounts.users;

import org.jspecify.annotations.NullMarked;
