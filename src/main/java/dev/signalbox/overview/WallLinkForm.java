package dev.signalbox.overview;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * The submitted form for a new link to the wall.
 *
 * @param name where the wall is shown
 */
record WallLinkForm(
    @NotBlank(message = "Enter a name.") @Size(max = 100, message = "At most 100 characters.")
        String name) {}
