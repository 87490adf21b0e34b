package dev.signalbox.restores;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reports a restore that is paused until an admin retries or cancels it. */
@Component
class RestoresAttention implements AttentionSource {

  private final RestoreOperations operations;

  RestoresAttention(RestoreOperations operations) {
    this.operations = operations;
  }

  @Override
  public Section section() {
    return Section.SNAPSHOTS;
  }

  @Override
  public String topic() {
    return RestoreOperations.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return operations
        .findOpen()
        .filter(operation -> operation.state() == RestoreOperation.State.PAUSED)
        .map(
            operation ->
                AttentionItem.ofFailure(
                    "Paused",
                    1,
                    "The restore of " + operation.snapshot() + " is paused",
                    operation.note(),
                    "Retry or cancel it.",
                    "/restores/" + operation.id()))
        .stream()
        .toList();
  }
}
