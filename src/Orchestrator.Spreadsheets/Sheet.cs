namespace Orchestrator.Spreadsheets;

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
public sealed record Column(string Title, double Width);

/// <summary>One sheet of an .xlsx file.</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Rows">Read once, in order. A cell is text, a number, a <see cref="DateTimeOffset"/> (shown in Asia/Shanghai),
/// a <see cref="DateOnly"/>, or null for an empty one.</param>
public sealed record Sheet(string Name, IReadOnlyList<Column> Columns, IEnumerable<IReadOnlyList<object?>> Rows);
