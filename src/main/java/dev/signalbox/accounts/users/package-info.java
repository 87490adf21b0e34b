/**
 * The people the console knows.
 *
 * <pre>
 * GET    /users                   the list, its filter in the address
 * GET    /users.csv               the same as a file
 * GET    /users/suspensions       what suspending several would do; POST does it, DELETE undoes it
 * GET    /users/activations       what activating several would do
 * GET    /users/roles             what another role for several would mean; PUT gives it
 * GET    /users/{id}              one person
 * GET    /users/{id}/suspension   what suspending would do; POST does it, DELETE undoes it
 * GET    /users/{id}/role         what another role would mean; PUT gives it
 * GET    /users/seats             how full the licence is, for the list
 * GET    /users/figures           figures for the overview
 * </pre>
 */
@NullMarked
package dev.signalbox.accounts.users;

import org.jspecify.annotations.NullMarked;
