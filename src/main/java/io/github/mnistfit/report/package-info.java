/** What people look at: sheets of pictures. Knows plain data only. */
package io.github.mnistfit.report;
