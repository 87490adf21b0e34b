/**
 * Authentication and authorization of {@code /api/} by API token. Cookies are ignored there, so
 * CSRF is not possible.
 *
 * <p>The controllers are in the packages of the corresponding pages and use the same services.
 */
@NullMarked
package dev.signalbox.accounts.api;

import org.jspecify.annotations.NullMarked;
