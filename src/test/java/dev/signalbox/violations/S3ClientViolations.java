package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.ONLY_STORES_USE_THE_S3_CLIENT;

import software.amazon.awssdk.services.s3.S3Client;

/** A use of the S3 client outside the stores. */
@Violates(ONLY_STORES_USE_THE_S3_CLIENT)
final class S3ClientViolations {

  void call(S3Client client) {
    client.close();
  }
}
