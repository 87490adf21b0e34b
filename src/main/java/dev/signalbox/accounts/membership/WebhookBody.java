package dev.signalbox.accounts.membership;

import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** The body of a webhook delivery. */
sealed interface WebhookBody {

  /** A body with a valid signature. */
  record Accepted(JsonNode json) implements WebhookBody {}

  /** A body that is not processed, and the response. */
  record Rejected(ResponseEntity<String> response) implements WebhookBody {}
}
