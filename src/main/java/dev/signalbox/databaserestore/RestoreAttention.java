package dev.signalbox.databaserestore;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The findings of a restore of the database that an admin must confirm. Work that is paused is an
 * item of its own module.
 */
@Component
class RestoreAttention implements AttentionSource {

  private final RestoreReview review;

  RestoreAttention(RestoreReview review) {
    this.review = review;
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String topic() {
    return DatabaseRestores.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return review
        .findUndecided()
        .map(
            undecided ->
                AttentionItem.ofNotice(
                    "Restored",
                    undecided.decisions(),
                    undecided.decisions() == 1
                        ? "1 finding after a restore of the database needs a decision"
                        : "%,d findings after a restore of the database need a decision"
                            .formatted(undecided.decisions()),
                    undecided.restore().reason(),
                    "Review each finding and confirm it.",
                    RestoreReviewController.PAGE))
        .stream()
        .toList();
  }
}
