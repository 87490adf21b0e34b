package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.policy.PolicyOutcome.Saved;
import dev.signalbox.artifacts.policy.PublishOutcome.Failed;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.StatusTone;

final class PolicyMessages {

  static final String CONFLICT =
      "Another admin changed the policy in the meantime. Check the changes below and save again.";

  private PolicyMessages() {}

  static FlashMessage saved(Saved saved) {
    String message = "Policy saved as revision " + saved.revision().number() + ".";
    return switch (saved.published()) {
      case PublishOutcome.Written written ->
          FlashMessage.success(message + " The ConfigMap is updated.");
      case PublishOutcome.NotConfigured none -> FlashMessage.success(message);
      case Failed failed -> new FlashMessage(StatusTone.WARN, message + " " + explanation(failed));
    };
  }

  static FlashMessage published(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Written written -> FlashMessage.success("ConfigMap written.");
      case PublishOutcome.NotConfigured none ->
          FlashMessage.error("Kubernetes is not configured, so there is no ConfigMap.");
      case Failed failed -> FlashMessage.error(explanation(failed));
    };
  }

  private static String explanation(Failed failed) {
    return "The ConfigMap was not written. The API server said: "
        + failed.failure().response()
        + ". "
        + failed.failure().advice();
  }
}
