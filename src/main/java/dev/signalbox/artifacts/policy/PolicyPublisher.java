package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.artifacts.policy.PolicyConfigMap.StoredConfigMap;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the effective policy to the ConfigMap. */
@Component
class PolicyPublisher {

  private static final Logger log = LoggerFactory.getLogger(PolicyPublisher.class);

  private static final int MAX_ATTEMPTS = 3;

  private final PolicyRevisionRepository revisions;
  private final PolicyConfigMap configMap;
  private final PolicyDocument documents;
  private final ClusterConnection cluster;
  private final AuditLog audit;
  private final String name;

  PolicyPublisher(
      PolicyRevisionRepository revisions,
      PolicyConfigMap configMap,
      PolicyDocument documents,
      ClusterConnection cluster,
      AuditLog audit,
      ArtifactsProperties settings) {
    this.revisions = revisions;
    this.configMap = configMap;
    this.documents = documents;
    this.cluster = cluster;
    this.audit = audit;
    this.name = settings.configMap();
  }

  /**
   * Writes the policy in force. The policy is read after the ConfigMap, and the write fails if the
   * ConfigMap has changed since: of two instances that write at once, the one with the older policy
   * never wins.
   */
  PublishOutcome publish() {
    if (cluster.notConfigured().isPresent()) {
      return new PublishOutcome.NotConfigured();
    }
    try {
      audit.recording(
          "artifact.policy.published",
          Target.of("config-map", name, name),
          () -> {
            for (int attempt = 1; ; attempt++) {
              Optional<StoredConfigMap> before = configMap.find();
              String document = documents.write(revisions.latest());
              try {
                before.ifPresentOrElse(
                    stored -> configMap.replace(stored, document),
                    () -> configMap.create(document));
                return;
              } catch (Conflict e) {
                if (attempt == MAX_ATTEMPTS) {
                  throw e;
                }
              }
            }
          });
      return new PublishOutcome.Written();
    } catch (RemoteSystemException e) {
      log.warn("The artifact policy was not written to ConfigMap {}: {}", name, e.getMessage());
      return new PublishOutcome.Failed(e);
    }
  }
}
