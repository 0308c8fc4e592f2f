"""Territory: provinces and communes, as the law names them on a given day."""
