using System.Text.RegularExpressions;

namespace Orchestrator.HumanResources.Relations;

/// <summary>合同编号: a key, and it stands in addresses.</summary>
internal static partial class ContractNumber
{
    public const string Shape = "合同编号由汉字、字母、数字、连字符和括号组成，不超过50个字符。";

    public static bool IsWellFormed(string text) => Allowed().IsMatch(text);

    [GeneratedRegex(@"^[\p{L}\p{Nd}\-（）()〔〕\[\]]{1,50}$")]
    private static partial Regex Allowed();
}
