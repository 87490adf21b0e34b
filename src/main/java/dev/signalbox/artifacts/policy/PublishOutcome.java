package dev.signalbox.artifacts.policy;

import dev.signalbox.remote.RemoteSystemException;

/** The result of writing the policy to the ConfigMap. */
sealed interface PublishOutcome {

  record Written() implements PublishOutcome {}

  /** No cluster is configured. */
  record NotConfigured() implements PublishOutcome {}

  record Failed(RemoteSystemException failure) implements PublishOutcome {}
}
