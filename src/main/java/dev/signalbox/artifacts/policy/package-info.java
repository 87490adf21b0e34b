/**
 * The content-type policy of artifacts: which types are rendered, shown as plain text or
 * downloaded.
 *
 * <pre>
 * GET  /artifact-policy                            the policy, its tester, revisions and ConfigMap
 * POST /artifact-policy/config-map                 writes the ConfigMap
 * PUT  /artifact-policy/types                      moves a type to another list
 * POST /artifact-policy/unsafe                     allows or forbids unsafe types
 * POST /artifact-policy/reset                      restores the defaults
 * GET  /artifact-policy/revisions/{id}             a revision
 * POST /artifact-policy/revisions/{id}/restore     restores it
 * GET  /api/v1/artifacts/policy                    the effective policy
 * </pre>
 */
@NullMarked
package dev.signalbox.artifacts.policy;

import org.jspecify.annotations.NullMarked;
