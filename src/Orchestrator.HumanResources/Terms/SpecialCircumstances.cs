using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Terms;

/// <summary>Reads a cell that names any number of circumstances, such as 借调、服务期.</summary>
public static class SpecialCircumstances
{
    private static readonly char[] Separators = ['、', '，', ',', '；', ';', '/', ' '];

    /// <summary>Empty for an empty cell and for 无; unknown words are P-01 findings and left out.</summary>
    public static IReadOnlyList<SpecialCircumstance> Read(string? text, int index, List<Finding> found)
    {
        var read = new List<SpecialCircumstance>();
        foreach (var word in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (word != "无" && Vocabulary.Circumstances.Read(word, $"rows[{index}].special", $"第{index + 1}行：", found) is { } circumstance
                && !read.Contains(circumstance))
            {
                read.Add(circumstance);
            }
        }

        return read;
    }
}
