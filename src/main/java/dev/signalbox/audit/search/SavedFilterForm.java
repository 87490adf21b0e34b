package dev.signalbox.audit.search;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * The form that saves a filter.
 *
 * @param query the query string of the list
 */
record SavedFilterForm(
    @NotBlank(message = "Enter a name.") @Size(max = 60, message = "Use at most 60 characters.")
        String name,
    @NotBlank(message = "Apply a filter in the audit log first.")
        @Size(max = 2000, message = "The filter is too long to save.")
        String query) {}
