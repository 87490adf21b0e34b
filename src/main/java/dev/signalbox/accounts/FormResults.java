package dev.signalbox.accounts;

import dev.signalbox.secrets.SecretBox;
import dev.signalbox.secrets.SecretBox.InvalidSealException;
import dev.signalbox.web.FormSubmissions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Carries the result of a form over the redirect to the page that shows it, encrypted, for five
 * minutes. Only the user who submitted the form can read it.
 */
@Component
public class FormResults {

  private final FormSubmissions submissions;
  private final SecretBox box;

  FormResults(FormSubmissions submissions, SecretBox box) {
    this.submissions = submissions;
    this.box = box;
  }

  /** Stores a result and returns its key. */
  public UUID store(UUID key, String text, Operator operator) {
    return submissions.storeResult(key, box.seal(text, context(key, operator)));
  }

  /** Returns a result that the user stored in the last five minutes. */
  public Optional<String> find(UUID key, Operator operator) {
    return submissions.result(key).flatMap(result -> open(result, context(key, operator)));
  }

  private Optional<String> open(byte[] result, String context) {
    try {
      return Optional.of(box.open(result, context));
    } catch (InvalidSealException e) {
      // the result of another user
      return Optional.empty();
    }
  }

  private static String context(UUID key, Operator operator) {
    return "form_submission.sealed_result/" + key + "/" + operator.id();
  }
}
