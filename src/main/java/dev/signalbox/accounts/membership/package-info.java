/**
 * Whether people still belong: the organisation gate at the door, the same question again every
 * quarter of an hour for whoever is active, and GitHub's word when somebody leaves.
 *
 * <pre>
 * POST /webhooks/github   organization.member_removed and github_app_authorization.revoked
 * </pre>
 */
@NullMarked
package dev.signalbox.accounts.membership;

import org.jspecify.annotations.NullMarked;
