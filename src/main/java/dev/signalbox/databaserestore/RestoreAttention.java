package dev.signalbox.databaserestore;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** The findings of a restore of the database that an admin must confirm. */
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
        .find()
        .filter(findings -> findings.count() > 0)
        .map(
            findings ->
                AttentionItem.ofNotice(
                    "Restored",
                    findings.count(),
                    findings.count() == 1
                        ? "1 finding after a restore of the database needs a decision"
                        : "%,d findings after a restore of the database need a decision"
                            .formatted(findings.count()),
                    findings.restore().reason(),
                    "Review each finding and confirm it.",
                    RestoreReviewController.PAGE))
        .stream()
        .toList();
  }
}
