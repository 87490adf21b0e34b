/**
 * Downloads the files that Velero writes to the object storage, such as logs. Files are fetched in
 * the background and kept in temporary files of this instance.
 */
@NamedInterface("files")
@NullMarked
package dev.signalbox.velero.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
