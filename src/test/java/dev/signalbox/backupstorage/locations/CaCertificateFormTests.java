package dev.signalbox.backupstorage.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.CaCertificate;
import dev.signalbox.velero.storage.LocationSettings.CaSource;
import dev.signalbox.velero.storage.StorageProvider;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.FieldError;
import tools.jackson.databind.json.JsonMapper;

/** The CA certificate of a location: in the form, in its specification or in a Secret. */
class CaCertificateFormTests {

  private static final StorageLocation INLINE = location("\"caCert\":\"QQ==\"");
  private static final StorageLocation IN_SECRET =
      location("\"caCertRef\":{\"name\":\"minio-ca\",\"key\":\"ca.crt\"}");

  @Test
  void readsBothForms() {
    assertThat(INLINE.hasCaCertificate()).isTrue();
    assertThat(INLINE.caCertificateSecret()).isEmpty();
    assertThat(IN_SECRET.hasCaCertificate()).isTrue();
    assertThat(IN_SECRET.caCertificateSecret()).isEqualTo("minio-ca/ca.crt");
  }

  @Test
  void keepsTheCertificateUnlessTheFormHasAnother() {
    assertThat(source("", null, INLINE)).isNull();
    assertThat(source("", "", INLINE)).isNull();
    assertThat(source("", null, IN_SECRET)).isNull();
    assertThat(source("PEM", "", INLINE))
        .isEqualTo(new CaSource.Inline(CaCertificate.encode("PEM")));
    assertThat(source("", "other-ca/tls.crt", INLINE))
        .isEqualTo(new CaSource.InSecret("other-ca", "tls.crt"));
  }

  @Test
  void removesTheReferenceIfTheFieldWasCleared() {
    assertThat(source("", "", IN_SECRET)).isEqualTo(new CaSource.None());
  }

  @Test
  void offersASecretOnlyIfVeleroReadsIt() {
    LocationForm form = form("", null).withDefaults(IN_SECRET, StorageProvider.S3);

    assertThat(endpoint(form, true).caSecret())
        .satisfies(field -> assertThat(field.value()).isEqualTo("minio-ca/ca.crt"));
    assertThat(endpoint(form, false).caSecret()).isNull();
  }

  @Test
  void refusesTwoCertificatesAndMalformedReferences() {
    assertThat(violation(form("PEM", "minio-ca/ca.crt"))).contains("not both");
    assertThat(violation(form("", "minio-ca"))).contains("name and key");
    assertThat(violation(form("", "Minio/ca.crt"))).contains("name and key");
    assertThat(violation(form("", "minio-ca/ca.crt"))).isNull();
  }

  @Test
  void noticesAnotherCertificate() {
    String version = LocationForm.versionOf(INLINE);

    assertThat(LocationForm.versionOf(location("\"caCert\":\"Qg==\""))).isNotEqualTo(version);
    assertThat(LocationForm.versionOf(IN_SECRET)).isNotEqualTo(version);
  }

  private static @Nullable CaSource source(
      String certificate, @Nullable String secret, StorageLocation existing) {
    return LocationDraft.settings(form(certificate, secret), StorageProvider.S3, existing, null)
        .caCertificate();
  }

  private static LocationFields.Endpoint endpoint(LocationForm form, boolean hasCaSecrets) {
    return Objects.requireNonNull(
        LocationFields.of(
                form,
                StorageProvider.S3,
                new LocationFields.Offer(false, false, hasCaSecrets, false),
                null)
            .endpoint());
  }

  private static @Nullable String violation(LocationForm form) {
    BeanPropertyBindingResult errors = new BeanPropertyBindingResult(form, "form");
    LocationFormCheck.check(form, StorageProvider.S3, INLINE, null, Instant.EPOCH, errors);
    @Nullable FieldError error = errors.getFieldError("caSecret");
    return error == null ? null : error.getDefaultMessage();
  }

  private static LocationForm form(String certificate, @Nullable String secret) {
    return new LocationForm(
        null,
        "b",
        "",
        "minio",
        "https://minio.acme.example",
        "",
        null,
        true,
        certificate,
        null,
        secret,
        null,
        null,
        null,
        null,
        "keep",
        null,
        null,
        null,
        "1");
  }

  private static StorageLocation location(String certificate) {
    return StorageLocation.read(
        JsonMapper.shared()
            .readTree(
                "{\"spec\":{\"provider\":\"aws\",\"objectStorage\":{\"bucket\":\"b\",%s}}}"
                    .formatted(certificate)));
  }
}
