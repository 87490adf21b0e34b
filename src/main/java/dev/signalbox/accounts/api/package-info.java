/**
 * Who may call what is below {@code /api/}, by token alone. No cookie is read there, so no browser
 * can be made to call it for its owner.
 *
 * <p>The routes themselves stand beside the pages of the same thing: they call the same services,
 * which stay hidden in their packages.
 */
@NullMarked
package dev.signalbox.accounts.api;

import org.jspecify.annotations.NullMarked;
