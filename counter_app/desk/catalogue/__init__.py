"""The catalogue (danh mục thủ tục): procedures, versions, lists taken in and given out."""
