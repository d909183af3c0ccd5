read_csv(
    $path,
    columns = {names},
    delim = '{separator}',
    quote = '"',
    escape = '"',
    header = false,
    skip = {header_line},
    auto_detect = false,
    strict_mode = true,
    null_padding = false,
    encoding = 'utf-8',
    max_line_size = 33554432
)
