/**
 * System settings: who may enter, and whether new people wait.
 *
 * <pre>
 * GET /settings/registration        the rules that hold, and where they come from
 * GET /settings/registration/edit   the form
 * PUT /settings/registration        saves; before somebody loses access it shows whom, and asks
 * </pre>
 *
 * <p>Each name is resolved to GitHub's numeric id when it is saved, so nobody enters by taking a
 * name over.
 */
@NullMarked
package dev.signalbox.accounts.registration;

import org.jspecify.annotations.NullMarked;
