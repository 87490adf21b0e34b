/** Adapters of the artifact store: an S3 bucket or a folder. */
@NullMarked
package dev.signalbox.artifacts.storage;

import org.jspecify.annotations.NullMarked;
