namespace MnistNotebooks.Data;

/// <summary>Cells in rows and columns, numbered row by row, and which of them hang together.</summary>
internal readonly record struct Grid(int Columns, int Rows)
{
    /// <summary>The cells that have this value, in groups that hang together by sides, or by sides and corners.</summary>
    public List<List<int>> Regions(ReadOnlySpan<bool> values, bool wanted, bool corners = false)
    {
        List<List<int>> regions = [];
        bool[] isSeen = new bool[values.Length];
        for (int start = 0; start < values.Length; start++)
        {
            if (isSeen[start] || values[start] != wanted)
                continue;
            List<int> region = [start];
            isSeen[start] = true;
            for (int i = 0; i < region.Count; i++)
            {
                foreach (int near in Around(region[i], 1))
                {
                    bool isSide = near / Columns == region[i] / Columns || near % Columns == region[i] % Columns;
                    if (!isSeen[near] && values[near] == wanted && (corners || isSide))
                    {
                        isSeen[near] = true;
                        region.Add(near);
                    }
                }
            }
            regions.Add(region);
        }
        return regions;
    }

    /// <summary>A region with all that it cuts off from the edge of the grid.</summary>
    public bool[] Filled(List<int> region)
    {
        bool[] isFilled = new bool[Columns * Rows];
        foreach (int cell in region)
            isFilled[cell] = true;
        foreach (List<int> other in Regions(isFilled, false, corners: true))
        {
            if (other.Exists(IsAtEdge))
                continue;
            foreach (int cell in other)
                isFilled[cell] = true;
        }
        return isFilled;
    }

    /// <summary>Without the cells that have one around them that is out; beyond the edge of the grid nothing is.</summary>
    public bool[] Eroded(bool[] isIn)
    {
        Grid grid = this;
        return [.. isIn.Select((value, cell) => value && grid.Around(cell, 1).All(near => isIn[near]))];
    }

    /// <summary>For each cell the nearest that is in, by steps to a side; there must be one.</summary>
    public int[] Nearest(bool[] isIn)
    {
        int[] nearest = new int[isIn.Length];
        Array.Fill(nearest, -1);
        List<int> reached = [];
        for (int cell = 0; cell < isIn.Length; cell++)
        {
            if (isIn[cell])
            {
                nearest[cell] = cell;
                reached.Add(cell);
            }
        }
        for (int i = 0; i < reached.Count; i++)
        {
            foreach (int near in Around(reached[i], 1))
            {
                if (nearest[near] < 0)
                {
                    nearest[near] = nearest[reached[i]];
                    reached.Add(near);
                }
            }
        }
        return nearest;
    }

    /// <summary>Whether a cell is in the first row or the first column of a side.</summary>
    public bool IsAtEdge(int cell) => IsNearEdge(cell, 0);

    /// <summary>Whether a cell is in the first row or the first column of a side, or at most so many cells away from it.</summary>
    public bool IsNearEdge(int cell, int reach) => Math.Min(
        Math.Min(cell % Columns, Columns - 1 - cell % Columns), Math.Min(cell / Columns, Rows - 1 - cell / Columns)) <= reach;

    /// <summary>The cells at most so many rows and columns away, and the cell itself.</summary>
    public IEnumerable<int> Around(int cell, int reach)
    {
        int top = Math.Max(0, cell / Columns - reach), bottom = Math.Min(Rows - 1, cell / Columns + reach);
        int left = Math.Max(0, cell % Columns - reach), right = Math.Min(Columns - 1, cell % Columns + reach);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
                yield return row * Columns + column;
        }
    }
}
