/**
 * Organization membership: the check at sign-in, the check of active users every 15 minutes, and
 * the GitHub webhook.
 *
 * <pre>
 * POST /webhooks/github   organization.member_removed and github_app_authorization.revoked
 * </pre>
 */
@NamedInterface("membership")
@NullMarked
package dev.signalbox.accounts.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
