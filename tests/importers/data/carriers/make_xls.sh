#!/bin/sh
# Makes the .xls beside the .csv of the same name.
set -e
cd "$(dirname "$0")"
as_text="1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2/9/2/10/2/11/2/12/2"
for name in unicom_a unicom_b unicom_c unicom_d_without_number unicom_t; do
  soffice --headless --infilter="CSV:44,34,76,1,$as_text" --convert-to xls "$name.csv"
done
soffice --headless --infilter="CSV:44,34,76,1" --convert-to xls telecom_tianjin.csv
