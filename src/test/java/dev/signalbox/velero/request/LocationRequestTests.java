package dev.signalbox.velero.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.LocationSettings;
import dev.signalbox.velero.storage.LocationSettings.CaSource;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import dev.signalbox.velero.storage.StorageProvider;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LocationRequestTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final RequestOrigin ORIGIN = new RequestOrigin("id-1", "admin", "");

  private static final String SPEC =
      """
      {"provider":"aws","default":true,"accessMode":"ReadWrite","validationFrequency":"1m0s",
       "objectStorage":{"bucket":"acme-old","prefix":"ci","caCert":"QQ=="},
       "config":{"region":"minio","s3Url":"https://old.acme.example","profile":"velero",
                 "checksumAlgorithm":""},
       "credential":{"name":"cloud-credentials","key":"cloud"}}
      """;

  @Test
  void createsALocationThatIsNotTheDefault() {
    ObjectNode location =
        LocationRequest.create(
            "velero",
            "second",
            settings("acme-new", null, new Credential("signalbox-location-second", "cloud-1")),
            ORIGIN,
            NOW);

    assertThat(location.at("/spec/default").isMissingNode()).isTrue();
    assertThat(location.at("/spec/objectStorage").toString())
        .isEqualTo("{\"bucket\":\"acme-new\"}");
    assertThat(location.at("/spec/config"))
        .isEqualTo(
            json(
                """
                {"region":"minio","s3Url":"https://new.acme.example","checksumAlgorithm":""}
                """));
    assertThat(location.at("/spec/credential/key").asString()).isEqualTo("cloud-1");
    assertThat(StorageLocation.read(location).changedAt()).isEqualTo(NOW);
    assertThat(StorageLocation.read(location).isAwaitingValidation()).isTrue();
    assertThat(location.at("/metadata/labels/signalbox.dev~1request-id").asString())
        .isEqualTo("id-1");
  }

  @Test
  void changesOnlyWhatTheFormManages() {
    ObjectNode patch =
        LocationRequest.change(json(SPEC), settings("acme-new", null, null), ORIGIN, NOW);

    assertThat(patch.path("spec"))
        .isEqualTo(
            json(
                """
                {"objectStorage":{"bucket":"acme-new","prefix":null},
                 "config":{"s3Url":"https://new.acme.example"}}
                """));
    assertThat(json(patch.at("/metadata/annotations/signalbox.dev~1previous-spec").asString()))
        .isEqualTo(json(SPEC));
  }

  @Test
  void removesCertificateAndCredential() {
    ObjectNode patch =
        LocationRequest.change(
            json(SPEC),
            settings("acme-old", new CaSource.None(), Credential.OF_SERVER),
            ORIGIN,
            NOW);

    assertThat(patch.at("/spec/objectStorage/caCert").isNull()).isTrue();
    assertThat(patch.at("/spec/credential").isNull()).isTrue();
  }

  @Test
  void hasTheCertificateInOnePlaceOnly() {
    CaSource.InSecret secret = new CaSource.InSecret("minio-ca", "ca.crt");
    ObjectNode toSecret =
        LocationRequest.change(json(SPEC), settings("acme-old", secret, null), ORIGIN, NOW);

    assertThat(toSecret.at("/spec/objectStorage/caCert").isNull()).isTrue();
    assertThat(toSecret.at("/spec/objectStorage/caCertRef"))
        .isEqualTo(json("{\"name\":\"minio-ca\",\"key\":\"ca.crt\"}"));

    JsonNode inSecret =
        LocationRequest.create("velero", "x", settings("b", secret, null), ORIGIN, NOW)
            .path("spec");
    ObjectNode kept = LocationRequest.change(inSecret, settings("c", null, null), ORIGIN, NOW);
    ObjectNode toText =
        LocationRequest.change(
            inSecret, settings("b", new CaSource.Inline("QQ=="), null), ORIGIN, NOW);

    assertThat(kept.at("/spec/objectStorage").toString()).isEqualTo("{\"bucket\":\"c\"}");
    assertThat(toText.at("/spec/objectStorage/caCertRef").isNull()).isTrue();
    assertThat(toText.at("/spec/objectStorage/caCert").asString()).isEqualTo("QQ==");
  }

  @Test
  void revertsToTheEarlierSettings() {
    ObjectNode after =
        (ObjectNode)
            json(
                """
                {"provider":"aws","accessMode":"ReadWrite","objectStorage":{"bucket":"acme-new"},
                 "config":{"region":"minio","publicUrl":"https://x.acme.example"}}
                """);

    ObjectNode patch = LocationRequest.revert(after, json(SPEC), ORIGIN, NOW);

    assertThat(patch.at("/spec/objectStorage/bucket").asString()).isEqualTo("acme-old");
    assertThat(patch.at("/spec/config/publicUrl").isNull()).isTrue();
    assertThat(patch.at("/spec/credential/name").asString()).isEqualTo("cloud-credentials");
    assertThat(patch.at("/metadata/annotations/signalbox.dev~1previous-spec").isNull()).isTrue();
  }

  @Test
  void hasVeleroValidateByAChangeOfTheFrequency() {
    ObjectNode first = LocationRequest.validate(json(SPEC), NOW);
    ObjectNode second = LocationRequest.validate(json("{\"validationFrequency\":\"1m1s\"}"), NOW);
    ObjectNode none = LocationRequest.validate(json("{}"), NOW);

    assertThat(first.at("/spec/validationFrequency").asString()).isEqualTo("1m1s");
    assertThat(second.at("/spec/validationFrequency").asString()).isEqualTo("1m0s");
    assertThat(none.at("/spec/validationFrequency").asString()).isEqualTo("1m1s");
    assertThat(first.at("/metadata/annotations/signalbox.dev~1changed-at").asString())
        .isEqualTo("2026-11-30T12:00:00Z");
  }

  private static LocationSettings settings(
      String bucket, @Nullable CaSource certificate, @Nullable Credential credential) {
    return new LocationSettings(
        StorageProvider.S3,
        bucket,
        "",
        false,
        Map.of(
            "region", "minio",
            "s3Url", "https://new.acme.example",
            "publicUrl", "",
            "checksumAlgorithm", LocationSettings.EMPTY),
        certificate,
        credential);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
