/**
 * The run as plain data, and each report a function of it.
 *
 * <p>Depends on {@code source} only. Strings in the records hold no secrets and may hold any octets; what writes them
 * escapes them. Read {@link dev.parley.report.RunRecord}, {@link dev.parley.report.FailureText}, {@link
 * dev.parley.report.JunitXml}.
 */
@NullMarked
package dev.parley.report;

import org.jspecify.annotations.NullMarked;
