package dev.signalbox.audit.search;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A filter to keep.
 *
 * @param query the part of the list's address after the question mark
 */
record SavedFilterForm(
    @NotBlank(message = "Give it a name.") @Size(max = 60, message = "Take at most 60 characters.")
        String name,
    @NotBlank(message = "Filter the list first.")
        @Size(max = 2000, message = "This filter is too long to keep.")
        String query) {}
