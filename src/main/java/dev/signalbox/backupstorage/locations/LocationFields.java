package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.FormField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * The fields of the form of a storage location. A field that the provider doesn't have is null. The
 * fields with credentials never have a value.
 */
record LocationFields(
    @Nullable FormField name,
    FormField bucket,
    FormField prefix,
    @Nullable FormField region,
    @Nullable Endpoint endpoint,
    @Nullable FormField kmsKey,
    @Nullable FormField serviceAccount,
    FormField readOnly,
    FormField credentials,
    Map<String, String> credentialChoices,
    @Nullable FormField accessKeyId,
    @Nullable FormField secretKey,
    @Nullable FormField keyFile) {

  /**
   * The fields of an S3-compatible store.
   *
   * @param removeCaCertificate null if the location has none, or one in a Secret
   * @param caSecret null if the installed Velero reads no certificate in a Secret
   * @param checksum null if the installed plugin is too old
   */
  record Endpoint(
      FormField s3Url,
      FormField publicUrl,
      FormField acceptHttp,
      FormField pathStyle,
      FormField caCertificate,
      @Nullable FormField removeCaCertificate,
      @Nullable FormField caSecret,
      @Nullable FormField checksum,
      Map<String, String> checksums) {}

  /**
   * Which fields depend on Velero and on the location.
   *
   * @param isNew whether the location doesn't exist yet
   * @param hasCaCertificate whether the specification of the location contains a certificate
   * @param hasCaSecrets whether Velero reads certificates in a Secret
   * @param hasChecksums whether the plugin may know the setting
   */
  record Offer(
      boolean isNew, boolean hasCaCertificate, boolean hasCaSecrets, boolean hasChecksums) {}

  /**
   * Creates the fields.
   *
   * @param form with defaults
   */
  static LocationFields of(
      LocationForm form, StorageProvider provider, Offer offer, @Nullable Errors errors) {
    Builder fields = new Builder(errors);
    boolean google = provider == StorageProvider.GCP;
    return new LocationFields(
        offer.isNew() ? fields.text("name", "Name", "can't be changed later", form.name()) : null,
        fields.text("bucket", "Bucket", "exists already, without other content", form.bucket()),
        fields.text("prefix", "Prefix", "optional, to share a bucket", form.prefix()),
        google
            ? null
            : fields.text(
                "region",
                "Region",
                provider == StorageProvider.AWS ? "of the bucket, such as eu-west-1" : null,
                form.region()),
        provider == StorageProvider.S3 ? endpoint(fields, form, offer) : null,
        provider == StorageProvider.S3
            ? null
            : fields.text(
                "kmsKey",
                "Encryption key",
                "optional: ID of a KMS key; otherwise that of the bucket",
                form.kmsKey()),
        google
            ? fields.text(
                "serviceAccount",
                "Service account",
                "only with workload identity: signs the URLs of downloads",
                form.serviceAccount())
            : null,
        fields.check(
            "readOnly",
            "Read-only",
            "for restores from a bucket of another cluster; no snapshots are stored",
            form.readOnly()),
        fields.text("credentials", "Credentials", null, form.credentials()),
        choices(provider, offer.isNew()),
        google
            ? null
            : fields.text(
                "accessKeyId", "Access key ID", "with the choice Enter a key", form.accessKeyId()),
        google ? null : fields.secret("secretKey", "Secret access key"),
        google ? fields.secret("keyFile", "JSON key file") : null);
  }

  private static Endpoint endpoint(Builder fields, LocationForm form, Offer offer) {
    Map<String, String> checksums = new LinkedHashMap<>();
    LocationFormCheck.CHECKSUMS.forEach(one -> checksums.put(one, one));
    checksums.put(LocationForm.CHECKSUM_OF_PLUGIN, "Default of the plugin");
    checksums.put(LocationForm.NO_CHECKSUM, "None, for stores that refuse checksums");
    return new Endpoint(
        fields.text(
            "s3Url", "Endpoint", "as Velero reaches it: https://minio.acme.example", form.s3Url()),
        fields.text(
            "publicUrl",
            "Public endpoint",
            "optional: for downloads, if the endpoint is only known in the cluster",
            form.publicUrl()),
        fields.check(
            "acceptHttp",
            "Accept unencrypted connections (http)",
            "credentials are signed, but snapshots can be read on the network",
            form.acceptHttp()),
        fields.check(
            "pathStyle",
            "Path-style URLs",
            "the bucket is in the path instead of the host name, as MinIO expects",
            form.pathStyle()),
        fields.text(
            "caCertificate",
            "CA certificate",
            offer.hasCaCertificate()
                ? "PEM; leave empty to keep the present one"
                : "optional, in PEM: for a private certificate authority",
            form.caCertificate()),
        offer.hasCaCertificate()
            ? fields.check(
                "removeCaCertificate",
                "Remove the CA certificate",
                null,
                form.removeCaCertificate())
            : null,
        offer.hasCaSecrets()
            ? fields.text(
                "caSecret",
                "Secret with the CA certificate",
                "instead of the certificate: name and key in the namespace of Velero, such as"
                    + " minio-ca/ca.crt",
                form.caSecret())
            : null,
        offer.hasChecksums()
            ? fields.text(
                "checksum", "Checksums", "needs version 1.10 of the plugin", form.checksum())
            : null,
        checksums);
  }

  private static Map<String, String> choices(StorageProvider provider, boolean isNew) {
    Map<String, String> choices = new LinkedHashMap<>();
    if (!isNew) {
      choices.put(LocationForm.KEEP, "Keep the present credentials");
    }
    choices.put(LocationForm.KEY, "Enter a key, stored as a Secret");
    choices.put(
        LocationForm.SERVER,
        switch (provider) {
          case AWS -> "Those of the Velero server, or the IAM role of its service account";
          case GCP -> "Those of the Velero server, or workload identity";
          case S3 -> "Those of the Velero server";
        });
    return choices;
  }

  /** Returns the fields in the order of the page, for the error summary. */
  public List<FormField> all() {
    Stream<@Nullable FormField> store = Stream.of(name, bucket, prefix, region);
    Stream<@Nullable FormField> urls =
        endpoint == null
            ? Stream.empty()
            : Stream.of(
                endpoint.s3Url,
                endpoint.publicUrl,
                endpoint.caCertificate,
                endpoint.caSecret,
                endpoint.checksum);
    Stream<@Nullable FormField> others =
        Stream.of(kmsKey, serviceAccount, credentials, accessKeyId, secretKey, keyFile);
    return Stream.of(store, urls, others).flatMap(all -> all).filter(Objects::nonNull).toList();
  }

  private record Builder(@Nullable Errors errors) {

    FormField text(String name, String label, @Nullable String hint, @Nullable String value) {
      return new FormField(name, label, hint, value, error(name));
    }

    FormField check(String name, String label, @Nullable String hint, @Nullable Boolean on) {
      return new FormField(name, label, hint, String.valueOf(Boolean.TRUE.equals(on)), error(name));
    }

    /** A value that is never sent to the browser. */
    FormField secret(String name, String label) {
      return new FormField(
          name, label, "stored as a Secret and never shown again", null, error(name));
    }

    private @Nullable String error(String name) {
      @Nullable FieldError error = errors == null ? null : errors.getFieldError(name);
      if (error == null) {
        return null;
      }
      return error.isBindingFailure() ? "The value can't be read." : error.getDefaultMessage();
    }
  }
}
