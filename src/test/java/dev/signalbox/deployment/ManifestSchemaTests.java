package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSchemaTests {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: signalbox
        annotations: {size: "1"}
      spec:
        replicas: 2
        template:
          spec:
            containers:
            - name: signalbox
              ports:
              - {name: http, containerPort: 8080}
              resources: {limits: {memory: 1Gi}}
              livenessProbe:
                httpGet: {path: /, port: http}
      """;

  @Test
  void acceptsAValidObject() {
    assertThat(ManifestSchema.violation(ObjectJson.parse(DEPLOYMENT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | replica: 2 | replica",
        "replicas: 2 | replicas: '2' | replicas",
        "size: \"1\" | size: 1 | annotations",
        "containerPort: 8080 | containerPort: http | containerPort",
        "limits: {memory | limit: {memory | limit",
        "path: / | paths: / | paths",
        "apps/v1 | extensions/v2 | unknown kind",
        "kind: Deployment | kind: Deploymnt | unknown kind",
      })
  void findsTheViolation(String text, String replacement, String expected) {
    assertThat(DEPLOYMENT).contains(text);

    assertThat(ManifestSchema.violation(ObjectJson.parse(DEPLOYMENT.replace(text, replacement))))
        .hasValueSatisfying(violation -> assertThat(violation).contains(expected));
  }

  @Test
  void findsUnknownFieldsOfTheOperator() {
    String monitor =
        """
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: {name: signalbox}
        spec:
          endpoints:
          - {port: management, paths: /actuator/prometheus}
        """;

    assertThat(ManifestSchema.violation(ObjectJson.parse(monitor.replace("paths", "path"))))
        .isEmpty();
    assertThat(ManifestSchema.violation(ObjectJson.parse(monitor)))
        .hasValueSatisfying(violation -> assertThat(violation).contains("paths"));
  }
}
