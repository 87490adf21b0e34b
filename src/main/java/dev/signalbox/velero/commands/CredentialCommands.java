package dev.signalbox.velero.commands;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.secrets.Secret;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Writes the credentials of storage locations to Secrets in the namespace of Velero. They are never
 * read. All methods throw {@link dev.signalbox.remote.RemoteSystemException} if the request fails.
 */
public interface CredentialCommands {

  /**
   * Adds a key to a Secret, which is created if it doesn't exist.
   *
   * @param credential Secret and key
   * @param location name of the location, for a label
   * @param obsoleteKey another key of the same Secret, which is removed; null for none
   */
  @Mutating(ActionRisk.HIGH)
  void storeCredential(
      Credential credential, String location, Secret content, @Nullable String obsoleteKey);

  /** Removes a key from a Secret. A Secret that doesn't exist is ignored. */
  @Mutating(ActionRisk.HIGH)
  void removeCredential(Credential credential);

  /** Deletes a Secret. One that doesn't exist is ignored. */
  @Mutating(ActionRisk.HIGH)
  void deleteCredentials(String secret);
}
