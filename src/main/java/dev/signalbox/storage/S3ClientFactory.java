package dev.signalbox.storage;

import dev.signalbox.settings.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates clients of Amazon S3 and compatible services. */
public final class S3ClientFactory {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private S3ClientFactory() {}

  /** Creates a client, which the caller must close. Sends no request. */
  public static S3Client create(StorageProperties settings, Limits limits) {
    @Nullable Origin url = settings.s3Url();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.s3Region()))
            .credentialsProvider(credentials(settings))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(limits.connections())
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(limits.readTimeout()))
            .overrideConfiguration(override -> override.apiCallTimeout(limits.callTimeout()))
            // S3-compatible services may reject trailing checksums; the checksum of an object
            // neither covers its ranges nor is known before its last byte
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .forcePathStyle(url != null);
    return (url == null ? builder : builder.endpointOverride(url.uri())).build();
  }

  private static AwsCredentialsProvider credentials(StorageProperties settings) {
    return settings.s3AccessKey() == null || settings.s3SecretKey() == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(settings.s3AccessKey(), settings.s3SecretKey().reveal()));
  }

  /**
   * Limits of a client.
   *
   * @param connections maximum number of connections; more requests wait for up to five seconds
   * @param readTimeout maximum time between two packets
   * @param callTimeout maximum time until a response begins, including retries, or null for none
   */
  public record Limits(int connections, Duration readTimeout, @Nullable Duration callTimeout) {}
}
