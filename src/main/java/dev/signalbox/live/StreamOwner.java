package dev.signalbox.live;

import java.util.UUID;

/**
 * The owner of a stream.
 *
 * @param session identifies the session without revealing its secret
 * @param role the role with which the stream was opened
 */
public record StreamOwner(UUID userId, String session, String role) {}
